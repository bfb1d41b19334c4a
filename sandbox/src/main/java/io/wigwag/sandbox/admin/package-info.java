/// What a test sees and causes from outside, over HTTP; it translates and does nothing else.
@NullMarked
package io.wigwag.sandbox.admin;

import org.jspecify.annotations.NullMarked;
