#include "channels/connector.h"

namespace aplomb::channels {

const Connector* find_connector(std::string_view kind) {
    for (const Connector* connector : connector_catalogue()) {
        if (connector->kind == kind) return connector;
    }
    return nullptr;
}

}  // namespace aplomb::channels
