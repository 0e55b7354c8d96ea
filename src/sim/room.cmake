aplomb_embed(TARGET aplomb_sim ROOT ${CMAKE_CURRENT_SOURCE_DIR}/sim/data FUNCTION sim_files
             NAMESPACE aplomb::sim FILES customers.jsonl reactions.jsonl scenes.jsonl)
