/// Tests of the admin interface.
@NullMarked
package io.wigwag.sandbox.admin;

import org.jspecify.annotations.NullMarked;
