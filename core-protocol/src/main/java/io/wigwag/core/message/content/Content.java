package io.wigwag.core.message.content;

/// What one message says or does.
///
/// Made by the factories and `with...` methods of its kinds, sent in a [Draft], and read back from what others sent.
public sealed interface Content
        permits Album,
                CallRecord,
                Change,
                Comment,
                Contacts,
                Event,
                Internal,
                Invite,
                Media,
                Offer,
                Place,
                Poll,
                Raw,
                Reaction,
                Reply,
                SealedAddOn,
                Setting,
                Text {

    /// The words that a person would read in it: the text, a caption, a question. Empty where there are none.
    default String text() {
        return "";
    }
}
