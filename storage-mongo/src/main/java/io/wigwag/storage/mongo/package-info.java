/// The document port on the reactive streams driver.
@NullMarked
package io.wigwag.storage.mongo;

import org.jspecify.annotations.NullMarked;
