package io.wigwag.sandbox.media;

import java.util.Optional;
import java.util.regex.Pattern;

/// The part of a blob that a request asks for: `to` is not in it any more.
record ByteRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long size() {
        return to - from;
    }

    /// Reads a `Range` header. Empty where the whole is to be given: without a header, and for one of a form that we
    /// don't serve, as HTTP has it.
    ///
    /// @throws Unsatisfiable when it lies behind the end
    static Optional<ByteRange> read(Optional<String> header, long size) throws Unsatisfiable {
        var form = header.map(FORM::matcher).filter(matcher -> matcher.matches());
        if (form.isEmpty()) {
            return Optional.empty();
        }
        var first = form.get().group(1);
        var last = form.get().group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        if (first.isEmpty()) {
            var wanted = Math.min(Long.parseLong(last), size);
            return Optional.of(satisfiable(size - wanted, size, size));
        }
        var to = last.isEmpty() ? size : Math.min(Long.parseLong(last) + 1, size);
        return Optional.of(satisfiable(Long.parseLong(first), to, size));
    }

    private static ByteRange satisfiable(long from, long to, long size) throws Unsatisfiable {
        if (from >= to) {
            throw new Unsatisfiable(size);
        }
        return new ByteRange(from, to);
    }

    /// There is nothing where the request wants something.
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1;

        private final long size;

        private Unsatisfiable(long size) {
            super("range: behind the end (expected: within " + size + " bytes)");
            this.size = size;
        }

        long size() {
            return size;
        }
    }
}
