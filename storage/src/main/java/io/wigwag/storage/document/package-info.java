/// The document port: typed records in named collections, found by declared indexes only.
///
/// Read it in this order. A `Document` is a set of named `Value`s; a `Field` is a typed name. A `Schema` declares
/// a collection: its `Index`es, which fields are sealed, when documents expire. A `RecordType` joins a schema
/// with the codec of a Java record. `DocumentStore` opens them over an adapter and hands out `Records`, bound to
/// a tenant, to read and write them; a `Batch` writes many in order. A `Query` walks one index. Failures are
/// `StoreException`s.
///
/// A new database needs only `DocumentAdapter`: seven methods over plain documents, held to their promises by the
/// contract suite of the test jar. Sealing, typing, cursors, sequences and counters stand above it, once for all.
@NullMarked
package io.wigwag.storage.document;

import org.jspecify.annotations.NullMarked;
