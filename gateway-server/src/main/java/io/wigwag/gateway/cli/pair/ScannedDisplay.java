package io.wigwag.gateway.cli.pair;

import java.io.IOException;
import java.io.InterruptedIOException;

/// Has a simulated phone scan the first code that is shown.
final class ScannedDisplay implements Display {
    private final Display shown;
    private final SimulatedPhone phone;
    private boolean scanned;

    ScannedDisplay(Display shown, SimulatedPhone phone) {
        this.shown = shown;
        this.phone = phone;
    }

    @Override
    public void show(View view) throws IOException {
        shown.show(view);
        if (view instanceof View.Scan scan && !scanned) {
            scanned = true;
            try {
                phone.scan(scan.code().text());
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the phone scanned");
            }
        }
    }

    @Override
    public void close() {
        shown.close();
        phone.close();
    }
}
