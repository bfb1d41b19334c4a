package io.wigwag.core.message.secret;

import java.util.List;

/// Kinds of add-ons, each with the words that its keys are derived with.
public enum AddOn {
    POLL_VOTE(true, "Poll Vote"),
    EVENT_RESPONSE(true, "Event Response"),
    REACTION(false, "Enc Reaction"),
    COMMENT(false, "Enc Comment"),
    MESSAGE_EDIT(false, "Message Edit"),
    EVENT_EDIT(false, "Event Edit"),
    POLL_EDIT(false, "Poll Edit"),
    /// Some clients open these with the words of a poll's edit.
    POLL_OPTION(false, "Poll Add Option", "Poll Edit");

    private final boolean bound;
    private final String word;
    private final String also;

    AddOn(boolean bound, String word) {
        this(bound, word, word);
    }

    AddOn(boolean bound, String word, String also) {
        this.bound = bound;
        this.word = word;
        this.also = also;
    }

    /// Whether the ciphertext also names the message and the sender outside the key.
    boolean bound() {
        return bound;
    }

    /// The words to seal with.
    String word() {
        return word;
    }

    /// All words that others may have sealed with.
    List<String> words() {
        return word.equals(also) ? List.of(word) : List.of(word, also);
    }
}
