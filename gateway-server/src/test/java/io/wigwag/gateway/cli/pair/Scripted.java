package io.wigwag.gateway.cli.pair;

import java.util.Optional;

/// A window of the size that a test gives it.
final class Scripted implements Window {
    private final boolean live;
    private volatile Optional<Size> size;

    private Scripted(boolean live, Optional<Size> size) {
        this.live = live;
        this.size = size;
    }

    static Scripted live(int columns, int rows) {
        return new Scripted(true, Optional.of(new Size(columns, rows)));
    }

    static Scripted pipe() {
        return new Scripted(false, Optional.empty());
    }

    void resize(int columns, int rows) {
        size = Optional.of(new Size(columns, rows));
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public Optional<Size> size() {
        return size;
    }
}
