/// Runs our code over conformance vectors: files of cases made by an independent implementation.
///
/// To add a file, write one [io.wigwag.interop.conform.VectorSuite] for it, list it in
/// [io.wigwag.interop.conform.VectorSuites] and put a few of its cases of each kind into the test resources.
@NullMarked
package io.wigwag.interop.conform;

import org.jspecify.annotations.NullMarked;
