package io.wigwag.gateway.cli.demo;

/// One thing that must happen.
///
/// @param name what, as a sentence
record Step(String name, Deed deed) {

    /// Has it happen, and answers what was seen of it.
    @FunctionalInterface
    interface Deed {
        String done() throws Exception;
    }
}
