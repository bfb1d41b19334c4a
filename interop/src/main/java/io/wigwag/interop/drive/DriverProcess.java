package io.wigwag.interop.drive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The process of a driver: lines in, lines out, complaints kept. Two threads read it; they end with it. They are no
/// virtual ones: who reads a pipe holds its carrier, and two drivers would leave a small machine without any.
final class DriverProcess {
    private final Process process;
    private final Duration goodbye;
    private final BufferedWriter input;
    private final ReentrantLock writing = new ReentrantLock();
    private final StandardError complaints = new StandardError();

    DriverProcess(List<String> command, Duration goodbye) throws IOException {
        this.process = new ProcessBuilder(command).start();
        this.goodbye = goodbye;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /// Hands over each line of standard output, and at the end how it ended.
    void read(Consumer<String> line, Consumer<String> end) {
        var errors = Thread.ofPlatform()
                .daemon()
                .name("driver-complaints-" + pid())
                .start(() -> lines(process.getErrorStream(), complaints::add));
        Thread.ofPlatform().daemon().name("driver-" + pid()).start(() -> {
            lines(process.getInputStream(), line);
            try {
                errors.join();
                end.accept("the driver ended with " + process.waitFor());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                end.accept("nobody reads the driver any more");
            }
        });
    }

    private void lines(InputStream stream, Consumer<String> each) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(each);
        } catch (IOException | UncheckedIOException closed) {
            complaints.add("reading ended: " + closed.getMessage());
        }
    }

    void write(String line) throws IOException {
        writing.lock();
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } finally {
            writing.unlock();
        }
    }

    /// Ends standard input, which ends a driver, and kills one that is still there after a while.
    void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(goodbye.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            complaints.add("still there " + goodbye + " after the end of its standard input: killed");
        } catch (IOException gone) {
            complaints.add("its standard input was closed already: " + gone.getMessage());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /// The last lines that it wrote to standard error.
    String complaints() {
        return complaints.text();
    }

    void complain(String line) {
        complaints.add(line);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
