package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;

/// A line whose every use counts as progress of the device, as it ends by itself.
record WatchedLine(Line line, Progress progress, Duration limit) implements Line {
    @Override
    public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
        progress.begins("asking: " + request.getClass().getSimpleName(), limit);
        try {
            return line.ask(request);
        } finally {
            progress.begins("after asking", limit);
        }
    }

    @Override
    public void send(Node stanza) throws Unanswered {
        progress.begins("sending", limit);
        line.send(stanza);
    }
}
