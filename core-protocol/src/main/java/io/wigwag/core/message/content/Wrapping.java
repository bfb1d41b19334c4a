package io.wigwag.core.message.content;

/// Messages around a message. Each says something about the one inside, or lets older phones keep what they can't read.
public enum Wrapping {
    /// A copy for the own other devices.
    DEVICE_SENT,
    VIEW_ONCE,
    DISAPPEARING,
    CAPTIONED_DOCUMENT,
    EDITED,
    GROUP_MENTIONED,
    BOT_INVOKED,
    LOTTIE_STICKER,
    EVENT_COVER,
    STATUS_MENTION,
    POLL_OPTION_IMAGE,
    /// Part of an album, or the better copy of a picture.
    ASSOCIATED_CHILD,
    GROUP_STATUS_MENTION,
    POLL,
    STATUS_ADD_YOURS,
    GROUP_STATUS,
    SHARING_LIMITED,
    QUESTION,
    SPOILER,
    /// One of clients to come.
    OTHER
}
