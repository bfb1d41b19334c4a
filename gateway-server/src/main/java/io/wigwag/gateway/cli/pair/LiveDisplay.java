package io.wigwag.gateway.cli.pair;

import io.wigwag.core.qr.QrPicture;
import io.wigwag.gateway.cli.client.LinkCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Draws over what it drew before, on the terminal's second page: whatever the first one showed is there again
/// afterwards, and no code stays behind to scroll back to.
final class LiveDisplay implements Display {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[0m\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    /// Before a line's text: behind a full line it would take the last character with it.
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Window window;
    private final Canvas canvas;
    private final Words words;
    private final QrFile file;
    private final ReentrantLock drawing = new ReentrantLock();
    private boolean entered;
    private boolean left;

    /// @param file where the code is put, too, when the window has no room for it
    LiveDisplay(PrintWriter out, Window window, Canvas canvas, Words words, QrFile file) {
        this.out = out;
        this.window = window;
        this.canvas = canvas;
        this.words = words;
        this.file = file;
    }

    @Override
    public void show(View view) throws IOException {
        draw(lines(view));
    }

    private List<String> lines(View view) throws IOException {
        return switch (view) {
            case View.Scan scan -> code(scan);
            case View.Type(var device, var code, var left) -> {
                var lines = new ArrayList<>(Words.type(device, code));
                lines.add(left.map(time -> time.toSeconds() + " s left; Ctrl-C ends.")
                        .orElse("Ctrl-C ends."));
                yield lines;
            }
            case View.Wait(var device) -> words.status(device);
        };
    }

    private List<String> code(View.Scan scan) throws IOException {
        var picture = QrPicture.of(scan.code().text());
        var room = window.size();
        var lines = new ArrayList<String>();
        var titled = room.map(size -> less(size, 2));
        var bare = room.map(size -> less(size, 1));
        if (canvas.draw(picture, titled).isPresent()) {
            lines.add(canvas.isNarrow(picture, titled) ? Words.narrow(scan.device()) : Words.scan(scan.device()));
            lines.addAll(canvas.draw(picture, titled).orElseThrow());
        } else if (canvas.draw(picture, bare).isPresent()) {
            lines.addAll(canvas.draw(picture, bare).orElseThrow());
        } else {
            lines.addAll(noRoom(scan, picture, room.orElseThrow()));
        }
        lines.add(countdown(scan.code()));
        return lines;
    }

    /// What is left of a window beside lines of words.
    private static Window.Size less(Window.Size size, int words) {
        return new Window.Size(size.columns(), size.rows() - words);
    }

    private List<String> noRoom(View.Scan scan, QrPicture picture, Window.Size room) throws IOException {
        file.write(picture);
        var needs = canvas.needs(picture);
        return List.of(
                "This window has " + room.columns() + " columns and " + room.rows() + " rows;",
                "the code needs " + needs.columns() + " and " + (needs.rows() + 1) + ".",
                "Make the window larger or its letters smaller,",
                "or scan this picture:",
                file.path().toString(),
                "or type a code on the phone instead:",
                "./wigwag pair --device " + scan.device().id() + " --code +NUMBER");
    }

    private String countdown(LinkCode.Qr code) {
        var picture = file.isWanted() ? "; also in " + file.path() : "";
        return Words.count(code) + ", " + code.secondsLeft() + " s left; Ctrl-C ends" + picture;
    }

    private void draw(List<String> lines) {
        var columns = window.size().map(Window.Size::columns).orElse(Integer.MAX_VALUE);
        var frame = new StringBuilder(HOME);
        for (var i = 0; i < lines.size(); i++) {
            frame.append(i == 0 ? "" : "\r\n").append(CLEAR_LINE).append(cut(lines.get(i), columns));
        }
        frame.append(CLEAR_BELOW);
        drawing.lock();
        try {
            if (!left) {
                out.print(entered ? frame : ENTER + frame);
                out.flush();
                entered = true;
            }
        } finally {
            drawing.unlock();
        }
    }

    /// A line that is too long would push the code out of the window; lines of a code fit and are never cut.
    private static String cut(String line, int columns) {
        return line.codePointCount(0, line.length()) > columns && line.indexOf('\u001b') < 0
                ? line.substring(0, line.offsetByCodePoints(0, columns))
                : line;
    }

    @Override
    public void close() {
        drawing.lock();
        try {
            if (entered && !left) {
                out.print(LEAVE);
                out.flush();
            }
            left = true;
        } finally {
            drawing.unlock();
        }
    }
}
