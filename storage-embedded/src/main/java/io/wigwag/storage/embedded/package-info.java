/// The document port in one SQLite file, for installations without a database server.
///
/// A collection is a table with a column for each indexed field beside the whole document; an index is an index; an
/// index of words is a table of its own. One thread writes, and commits together what came while the disk was busy;
/// readers go on beside it (WAL). A commit is on the disk before anybody is told (`synchronous = FULL`).
///
/// ```
/// d_NAME        tenant, id, version, body, f_FIELD...     one row per document; (tenant, id) is the key
/// i_NAME$INDEX  tenant, f_FIELD..., id                    over rows that have all of the fields; across tenants:
///                                                         f_FIELD..., tenant, id
/// w_NAME$INDEX  tenant, word, f_FIELD..., id              a row per word
/// filled        collection, field                         which f_ columns hold what the documents hold
/// fences        collection, tenant, scope, token
/// ```
@NullMarked
package io.wigwag.storage.embedded;

import org.jspecify.annotations.NullMarked;
