package io.wigwag.gateway.cli.pair;

import io.wigwag.core.qr.QrPicture;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// One thing below the other, each as it comes: for files, pipes and terminals that can do no more.
final class LineDisplay implements Display {
    private final PrintWriter out;
    private final Canvas canvas;
    private final Words words;
    private String last = "";

    LineDisplay(PrintWriter out, Canvas canvas, Words words) {
        this.out = out;
        this.canvas = canvas;
        this.words = words;
    }

    @Override
    public void show(View view) {
        switch (view) {
            case View.Scan(var device, var code) ->
                once(code.text(), () -> {
                    print(List.of(Words.scan(device)));
                    print(canvas.draw(QrPicture.of(code.text()), Optional.empty())
                            .orElseThrow());
                    print(List.of(Words.count(code) + ", good for " + code.secondsLeft() + " s"));
                });
            case View.Type type ->
                once(type.code().code(), () -> {
                    print(Words.type(type.device(), type.code()));
                    type.code().expires().ifPresent(time -> print(List.of("It is good until " + time + ".")));
                });
            case View.Wait(var device) -> once(device.status().state(), () -> print(words.status(device)));
        }
    }

    private void once(String what, Runnable printing) {
        if (!what.equals(last)) {
            last = what;
            printing.run();
            out.flush();
        }
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
    }

    @Override
    public void close() {
        out.flush();
    }
}
