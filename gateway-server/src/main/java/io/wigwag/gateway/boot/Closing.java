package io.wigwag.gateway.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of several parts, one after the other: each ends, whatever came of those before it.
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void inTurn(Runnable... ends) {
        for (var end : ends) {
            try {
                end.run();
            } catch (RuntimeException failed) {
                LOG.atError().setCause(failed).log("a part did not end well; the others end all the same");
            }
        }
    }
}
