namespace LeadScoring.Domain.Events;

/// <summary>Events with which a lead turns to us (docs/guide/hand-off.md#automatic-answers): the first of them is answered automatically.</summary>
public static class Inquiries
{
    /// <summary>Whether the event is a form, a chat, a call of the lead's own, or a visit to our event.</summary>
    public static bool Is(LeadEvent e) => e.Type switch
    {
        "form.submitted" or "chat.started" or "event.attended" => true,
        "call.logged" => string.Equals(e.Properties["direction"].Text?.Trim(), "inbound", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
