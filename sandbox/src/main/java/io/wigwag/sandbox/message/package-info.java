/// What people send each other: messages, receipts, chat states, presence, calls, and who gets which of it.
@NullMarked
package io.wigwag.sandbox.message;

import org.jspecify.annotations.NullMarked;
