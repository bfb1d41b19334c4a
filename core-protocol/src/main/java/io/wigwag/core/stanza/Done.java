package io.wigwag.core.stanza;

/// The answer to a query that asks for a deed: there is nothing to say but that it was done.
public enum Done {
    DONE
}
