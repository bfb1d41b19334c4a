/// The document port, encryption at rest, and the stores of the engine written once on top of both.
@NullMarked
package io.wigwag.storage;

import org.jspecify.annotations.NullMarked;
