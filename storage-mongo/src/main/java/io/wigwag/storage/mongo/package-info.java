/// The document port on MongoDB, through the reactive streams driver; callers block, on virtual threads.
///
/// A document lies there as it is in the port, field by field, so that any tool shows it; sealed fields are binary.
/// Names with an underscore are the adapter's own:
///
/// ```
/// { _id: "TENANT ID", _tenant: "TENANT", _version: 3, chat: ..., at: ... }     a document
/// { _id: { fence: "SCOPE", tenant: "TENANT" }, _token: 7 }                      a fence, in the collection it guards
///
/// index in a tenant       { _tenant: 1, FIELD: 1 ..., _id: 1 }    over documents that have all of the fields
/// index across tenants    { FIELD: 1 ..., _id: 1 }                the same
/// unique index            without the _id at its end
/// ```
///
/// A space sorts before every character of a tenant's name, so `_id` orders documents by tenant and then by id.
@NullMarked
package io.wigwag.storage.mongo;

import org.jspecify.annotations.NullMarked;
