package io.wigwag.core.stanza;

/// A query that changes nothing at the server, so that it may be asked again when an answer was lost.
///
/// @param <R> what a result says
public interface IqQuestion<R> extends IqRequest<R> {}
