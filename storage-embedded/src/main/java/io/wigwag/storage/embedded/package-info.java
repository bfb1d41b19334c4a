/// The document port on SQLite.
@NullMarked
package io.wigwag.storage.embedded;

import org.jspecify.annotations.NullMarked;
