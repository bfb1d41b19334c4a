/// Speed and allocation of our code, beside other engines doing the same work in the same run.
///
/// A suite is a [io.wigwag.benchmarks.BenchSuite]: JMH benchmarks of ours by a name pattern, and a script in
/// `benchmarks/peer` whose tasks bear the same names. List it in [io.wigwag.benchmarks.BenchSuites].
@NullMarked
package io.wigwag.benchmarks;

import org.jspecify.annotations.NullMarked;
