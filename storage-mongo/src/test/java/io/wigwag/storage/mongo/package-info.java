@NullMarked
package io.wigwag.storage.mongo;

import org.jspecify.annotations.NullMarked;
