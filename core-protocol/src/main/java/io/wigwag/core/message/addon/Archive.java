package io.wigwag.core.message.addon;

import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.Named;
import java.util.List;
import java.util.Optional;

/// Finds messages again: those that came and those that were sent from here. For whoever keeps them.
public interface Archive {
    Optional<KeptMessage> find(Named chat, MessageId id);

    /// All that is kept of what was added to a message, in any order, with everything of our own. What comes is asked
    /// for here after it was kept, so it is among these.
    List<KeptMessage> addOnsTo(Named chat, MessageId id);
}
