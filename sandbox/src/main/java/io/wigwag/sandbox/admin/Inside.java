package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.appstate.AppState;
import io.wigwag.sandbox.channel.Channels;
import io.wigwag.sandbox.fault.Faults;
import io.wigwag.sandbox.group.Assembly;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.identity.TlsIdentity;
import io.wigwag.sandbox.media.Blobs;
import io.wigwag.sandbox.passkey.Passkeys;
import io.wigwag.sandbox.people.People;
import io.wigwag.sandbox.phone.Phones;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.Snapshots;
import io.wigwag.sandbox.trace.Trace;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// The sandbox's parts that requests reach, and the ways of reaching them that all routes share.
public record Inside(
        SandboxSettings settings,
        LiveSettings live,
        Exchange exchange,
        People people,
        Phones phones,
        AppState appState,
        Passkeys passkeys,
        Assembly groups,
        Channels channels,
        Trace trace,
        Faults faults,
        Blobs blobs,
        NoiseIdentity noise,
        TlsIdentity tls,
        Ledger ledger,
        Snapshots snapshots,
        Instant startedAt) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    /// Asks or changes the world.
    <T> T world(Callable<T> task) throws Exception {
        return exchange.loop().call(task);
    }

    void change(ThrowingRunnable task) throws Exception {
        world(() -> {
            task.run();
            return true;
        });
    }

    /// A change that may fail.
    interface ThrowingRunnable {
        void run() throws Exception;
    }

    /// Waits until something holds in the world, in real time; false when it does not come.
    boolean await(BooleanSupplier condition, Duration timeout) throws Exception {
        var held = exchange.loop().until(condition);
        try {
            return held.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            held.cancel(false);
            return false;
        }
    }

    Account account(Map<String, String> path) throws Problem {
        return account(path.getOrDefault("account", ""));
    }

    /// On the world's thread.
    Account account(String address) throws Problem {
        return exchange.accounts()
                .called(address)
                .orElseThrow(() -> Problem.notFound(
                        "account: " + address + " is nobody (expected: a number, a hidden id, or name: and a name)"));
    }

    Device device(Map<String, String> path) throws Problem {
        var account = account(path);
        var number = path.getOrDefault("device", "");
        return account.devices().stream()
                .filter(device -> Integer.toString(device.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("device: account " + account + " has no device " + number));
    }

    Connection connection(Map<String, String> path) throws Problem {
        var id = path.getOrDefault("id", "");
        return exchange.connections().stream()
                .filter(connection -> Long.toString(connection.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("connection: " + id + " is none (expected: one that is open)"));
    }

    /// How long a request is ready to wait for something new.
    static Duration wait(Request request) throws Problem {
        var wait = Duration.ofMillis(number(request, "waitMs", 0));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    static int limit(Request request) throws Problem {
        return (int) Math.min(number(request, "limit", USUAL_LIMIT), LARGEST_LIMIT);
    }

    static long number(Request request, String name, long otherwise) throws Problem {
        var text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Long.parseLong(text.get());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // The complaint below says what is wrong.
        }
        throw Problem.badRequest(name + ": " + text.get() + " (expected: a number from 0)");
    }
}
