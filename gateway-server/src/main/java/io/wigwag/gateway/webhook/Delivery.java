package io.wigwag.gateway.webhook;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressFailed;
import io.wigwag.gateway.egress.Errand;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// One attempt at handing one event over.
record Delivery(EgressClient client, InstantSource clock) {
    private static final int GONE = 410;

    /// How it went.
    sealed interface Outcome {
        record Taken() implements Outcome {}

        /// Not now; it is tried again.
        record Failed(String why) implements Outcome {}

        /// The receiver wants no more, ever.
        record Unwanted() implements Outcome {}
    }

    Outcome attempt(Webhook hook, String id, Octets body) {
        var signed = Signature.of(id, clock.instant(), body, List.of(hook.secret()));
        var errand = Errand.post(hook.url(), "application/json", body)
                .with(Signature.ID, signed.id())
                .with(Signature.TIMESTAMP, signed.timestamp())
                .with(Signature.SIGNATURE, signed.signature());
        try (var answer = client.run(errand)) {
            if (answer.status() == GONE) {
                return new Outcome.Unwanted();
            }
            return answer.status() / 100 == 2
                    ? new Outcome.Taken()
                    : new Outcome.Failed("it answered with " + answer.status());
        } catch (EgressFailed failed) {
            return new Outcome.Failed(String.valueOf(failed.getMessage()));
        } catch (IOException late) {
            // Of closing the connection, when all was said.
            return new Outcome.Failed("the connection did not end well");
        }
    }
}
