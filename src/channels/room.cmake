aplomb_catalog(TARGET aplomb_channels FOLDER channels/platforms TYPE Connector
               NAMESPACE aplomb::channels HEADER channels/connector.h FUNCTION connector_catalogue)
