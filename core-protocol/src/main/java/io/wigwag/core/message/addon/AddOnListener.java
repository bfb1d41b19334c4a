package io.wigwag.core.message.addon;

/// Hears what add-ons say. Where it throws, the stanza comes again, as it does for a [MailKeeper].
///
/// [MailKeeper]: io.wigwag.core.message.mail.MailKeeper
@FunctionalInterface
public interface AddOnListener {
    void opened(AddOnEvent event) throws Exception;
}
