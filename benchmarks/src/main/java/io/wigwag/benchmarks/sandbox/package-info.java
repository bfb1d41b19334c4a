/// How much the simulated WhatsApp bears.
@NullMarked
package io.wigwag.benchmarks.sandbox;

import org.jspecify.annotations.NullMarked;
