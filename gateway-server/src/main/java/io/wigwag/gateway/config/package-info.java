/// What an operator can set: named settings with defaults, read from flags, the environment and a file, every mistake
/// told at once.
@NullMarked
package io.wigwag.gateway.config;

import org.jspecify.annotations.NullMarked;
