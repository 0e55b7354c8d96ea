#include "store/people.h"

#include "store/columns.h"

namespace aplomb::store {
namespace {

Customer customer_in(const Row& row) {
    Customer customer;
    customer.id = {row.integer(0)};
    customer.name = row.text(1);
    customer.time_zone = row.text(2);
    customer.language = row.text(3);
    if (!row.is_null(4)) customer.phone_permission = row.integer(4) != 0;
    customer.created_at = time_at(row, 5);
    customer.tier = row.text(6);
    customer.phone = row.text(7);
    return customer;
}

Identity identity_in(const Row& row) {
    Identity identity;
    identity.id = {row.integer(0)};
    identity.customer_id = {row.integer(1)};
    identity.channel_id = {row.integer(2)};
    identity.external_id = row.text(3);
    identity.handle = row.text(4);
    identity.name = row.text(5);
    identity.followers = maybe_integer_at(row, 6);
    return identity;
}

Result<std::optional<Identity>> identity_of(Connection& connection, std::string_view statement,
                                            std::initializer_list<Value> parameters) {
    std::optional<Identity> identity;
    TRY(connection.run(statement, parameters, [&](const Row& row) {
        identity = identity_in(row);
        return true;
    }));
    return identity;
}

}  // namespace

Result<CustomerId> People::insert(const Customer& customer) {
    CustomerId id;
    TRY(connection_.run("insert_customer",
                        {customer.name, customer.time_zone, customer.language,
                         value_of_flag(customer.phone_permission), to_ms(customer.created_at),
                         customer.tier, customer.phone},
                        [&](const Row& row) {
                            id = {row.integer(0)};
                            return true;
                        }));
    return id;
}

Result<> People::update(const Customer& customer) {
    const std::int64_t changed = TRY(
        connection_.run("update_customer",
                        {customer.id.value, customer.name, customer.time_zone, customer.language,
                         value_of_flag(customer.phone_permission), customer.tier, customer.phone}));
    if (changed == 0) {
        return fail(ErrorKind::NotFound, "there is no customer " + customer.id.text());
    }
    return {};
}

Result<std::optional<Customer>> People::find(CustomerId id) const {
    std::optional<Customer> customer;
    TRY(connection_.run("find_customer", {id.value}, [&](const Row& row) {
        customer = customer_in(row);
        return true;
    }));
    return customer;
}

Result<std::vector<Customer>> People::page(CustomerId after, std::size_t limit) const {
    std::vector<Customer> customers;
    TRY(connection_.run("customer_page", {after.value, static_cast<std::int64_t>(limit)},
                        [&](const Row& row) {
                            customers.push_back(customer_in(row));
                            return true;
                        }));
    return customers;
}

Result<IdentityId> People::insert(const Identity& identity) {
    IdentityId id;
    TRY(connection_.run(
        "insert_identity",
        {identity.customer_id.value, identity.channel_id.value, identity.external_id,
         identity.handle, identity.name, value_of(identity.followers)},
        [&](const Row& row) {
            id = {row.integer(0)};
            return true;
        }));
    return id;
}

Result<> People::update(const Identity& identity) {
    const std::int64_t changed = TRY(connection_.run(
        "update_identity",
        {identity.id.value, identity.customer_id.value, identity.channel_id.value,
         identity.external_id, identity.handle, identity.name, value_of(identity.followers)}));
    if (changed == 0) {
        return fail(ErrorKind::NotFound, "there is no identity " + identity.id.text());
    }
    return {};
}

Result<std::optional<Identity>> People::find_identity(ChannelId channel,
                                                      const std::string& external_id) const {
    return identity_of(connection_, "find_identity_by_external_id", {channel.value, external_id});
}

Result<std::optional<Identity>> People::find_identity(IdentityId id) const {
    return identity_of(connection_, "find_identity", {id.value});
}

Result<std::vector<Identity>> People::identities_of(CustomerId customer) const {
    std::vector<Identity> identities;
    TRY(connection_.run("identities_of", {customer.value}, [&](const Row& row) {
        identities.push_back(identity_in(row));
        return true;
    }));
    return identities;
}

}  // namespace aplomb::store
