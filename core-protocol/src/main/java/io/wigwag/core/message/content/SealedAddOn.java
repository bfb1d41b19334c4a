package io.wigwag.core.message.content;

import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.Sealed;

/// Something about another message that only those can read who have that message: a vote, an answer, and in some
/// groups reactions, comments and edits. The secret of the other message opens it.
public record SealedAddOn(MessageRef target, AddOn kind, Sealed sealed) implements Content {}
