@NullMarked
package io.wigwag.sandbox.server;

import org.jspecify.annotations.NullMarked;
