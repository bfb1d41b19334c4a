/// Real clients meet in the sandbox: what they must be able to do with it, and with each other, without noticing.
@NullMarked
package io.wigwag.interop.scenario;

import org.jspecify.annotations.NullMarked;
