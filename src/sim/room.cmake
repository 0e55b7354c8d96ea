aplomb_embed(TARGET aplomb_sim ROOT ${CMAKE_CURRENT_SOURCE_DIR}/sim/data FUNCTION sim_files
             NAMESPACE aplomb::sim FILES customers.jsonl reactions.jsonl scenes.jsonl)
aplomb_catalog(TARGET aplomb_sim FOLDER sim/faults TYPE Fault NAMESPACE aplomb::sim
               HEADER sim/trial/fault.h FUNCTION fault_catalogue)
aplomb_catalog(TARGET aplomb_sim FOLDER sim/invariants TYPE Invariant NAMESPACE aplomb::sim
               HEADER sim/trial/invariant.h FUNCTION invariant_catalogue)
