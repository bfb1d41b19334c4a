package io.wigwag.interop.drive;

/// A Baileys that can be driven.
public enum BaileysVersion {
    V7_RC14("7.0.0-rc14"),
    V6_7_24("6.7.24"),
    /// Speaks the older token dictionary.
    V6_7_18("6.7.18");

    private final String text;

    BaileysVersion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
