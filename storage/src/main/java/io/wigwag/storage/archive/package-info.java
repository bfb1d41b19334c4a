/// Archives: a tenant or everything in one encrypted file, to be taken elsewhere and read back into any store.
///
/// ```
/// store > Export > frames of records, opened > sealed frames > file
/// file > Import: the whole file is read and checked > read again > records, sealed with the store's own keys
/// ```
@NullMarked
package io.wigwag.storage.archive;

import org.jspecify.annotations.NullMarked;
