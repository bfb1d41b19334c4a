package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;

/// A query to the server together with the way to read its answer, so that nobody pairs the wrong two.
///
/// @param <R> what a result says; [Done] where it only says that it was done
public interface IqRequest<R> {
    /// The stanza; the answer will carry the same id.
    Node toNode(String id);

    /// What a result says.
    R read(Node result) throws MalformedNode;

    /// What an answer of either kind says.
    default R answer(Node iq) throws MalformedNode, IqRefused {
        var attributes = iq.attributes();
        if (attributes.is("type", "result")) {
            return read(iq);
        }
        if (attributes.is("type", "error")) {
            throw IqRefused.of(iq);
        }
        throw new MalformedNode("iq: an answer is of type result or error");
    }
}
