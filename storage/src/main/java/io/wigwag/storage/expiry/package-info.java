/// Removal of what has had its time, by ourselves: databases differ in whether and when they do it.
@NullMarked
package io.wigwag.storage.expiry;

import org.jspecify.annotations.NullMarked;
