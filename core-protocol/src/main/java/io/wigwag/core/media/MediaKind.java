package io.wigwag.core.media;

/// What a file is to the message that carries it. This decides how its keys are derived, where it is uploaded, and by
/// what name a host is asked for it. Kinds that share an `info` can be opened as each other.
public enum MediaKind {
    IMAGE("WhatsApp Image Keys", "image", "image"),
    VIDEO("WhatsApp Video Keys", "video", "video"),
    GIF("WhatsApp Video Keys", "gif", "video"),
    /// A round video.
    VIDEO_NOTE("WhatsApp Video Keys", "video", "video"),
    AUDIO("WhatsApp Audio Keys", "audio", "audio"),
    VOICE_NOTE("WhatsApp Audio Keys", "ptt", "audio"),
    DOCUMENT("WhatsApp Document Keys", "document", "document"),
    STICKER("WhatsApp Image Keys", "sticker", "image"),
    STICKER_PACK("WhatsApp Sticker Pack Keys", "sticker-pack", "sticker-pack"),
    LINK_THUMBNAIL("WhatsApp Link Thumbnail Keys", "thumbnail-link", "thumbnail-link"),
    IMAGE_THUMBNAIL("WhatsApp Image Thumbnail Keys", "thumbnail-image", "thumbnail-image"),
    VIDEO_THUMBNAIL("WhatsApp Video Thumbnail Keys", "thumbnail-video", "thumbnail-video"),
    DOCUMENT_THUMBNAIL("WhatsApp Document Thumbnail Keys", "thumbnail-document", "thumbnail-document"),
    STICKER_PACK_THUMBNAIL("WhatsApp Sticker Pack Thumbnail Keys", "thumbnail-sticker-pack", "thumbnail-sticker-pack"),
    /// What an account said before this device was linked.
    HISTORY("WhatsApp History Keys", "md-msg-hist", "md-msg-hist"),
    /// Settings and chats as all devices of an account share them.
    APP_STATE("WhatsApp App State Keys", "md-app-state", "md-app-state"),
    /// What a group said before a member came.
    GROUP_HISTORY("Group History", "group-history", "group-history"),
    /// The picture of a card that another application made.
    EXTERNAL_PREVIEW("Messenger Preview Keys", "image", "image"),
    PAYMENT_BACKGROUND("WhatsApp Payment Background Keys", "image", "image"),
    MUSIC_ARTWORK("WhatsApp Music Artwork Keys", "image", "image");

    private final String info;
    private final String upload;
    private final String download;

    MediaKind(String info, String upload, String download) {
        this.info = info;
        this.upload = upload;
        this.download = download;
    }

    /// What the derivation of its keys is bound to.
    public String info() {
        return info;
    }

    /// The host's folder that sealed files of this kind go into.
    String sealedFolder() {
        return "/mms/" + upload;
    }

    /// The host's folder of what everybody may read: channels know no keys.
    String openFolder() {
        return "/newsletter/newsletter-" + (this == VIDEO_NOTE ? "ptv" : upload);
    }

    /// The kind as download requests name it.
    String downloadName() {
        return download;
    }

    /// Whether a player may want to check pieces of it before the whole has arrived, for which it gets a sidecar.
    boolean isPlayed() {
        return switch (this) {
            case VIDEO, GIF, VIDEO_NOTE, AUDIO, VOICE_NOTE -> true;
            default -> false;
        };
    }
}
