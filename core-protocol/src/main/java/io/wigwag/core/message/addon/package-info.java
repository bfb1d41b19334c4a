/// Add-ons to earlier messages, opened with the secrets of those: votes with the count that they make, answers to
/// events, and what groups seal in the same way.
@NullMarked
package io.wigwag.core.message.addon;

import org.jspecify.annotations.NullMarked;
