/// What a device says about itself when it connects.
@NullMarked
package io.wigwag.core.login;

import org.jspecify.annotations.NullMarked;
