/// What a message costs, on its way out and on its way in, beside Baileys.
@NullMarked
package io.wigwag.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
