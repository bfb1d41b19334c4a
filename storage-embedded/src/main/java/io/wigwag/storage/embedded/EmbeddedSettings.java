package io.wigwag.storage.embedded;

/// How the embedded store works.
///
/// @param readers how many read at once
/// @param cacheMebibytes what each connection keeps in memory of the file
/// @param maxMebibytes how large the file may become; 0 for as large as the disk
public record EmbeddedSettings(int readers, int cacheMebibytes, int maxMebibytes) {
    public static final EmbeddedSettings DEFAULT = new EmbeddedSettings(4, 16, 0);

    private static final int MAX_READERS = 64;

    public EmbeddedSettings {
        if (readers < 1 || readers > MAX_READERS) {
            throw new IllegalArgumentException("readers: " + readers + " (expected: 1.." + MAX_READERS + ")");
        }
        if (cacheMebibytes < 1 || maxMebibytes < 0) {
            throw new IllegalArgumentException("sizes: " + cacheMebibytes + ", " + maxMebibytes + " MiB");
        }
    }
}
