using System.ComponentModel;

namespace Azure.Storage.Queues.Models;

/// <summary>An error code of the queue service, comparable with <see cref="RequestFailedException.ErrorCode"/>.</summary>
public readonly struct QueueErrorCode : IEquatable<QueueErrorCode>
{
    private readonly string _value;

    public QueueErrorCode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static QueueErrorCode InvalidInput { get; } = new("InvalidInput");

    public static QueueErrorCode MessageNotFound { get; } = new("MessageNotFound");

    public static QueueErrorCode MessageTooLarge { get; } = new("MessageTooLarge");

    public static QueueErrorCode OutOfRangeQueryParameterValue { get; } = new("OutOfRangeQueryParameterValue");

    public static QueueErrorCode PopReceiptMismatch { get; } = new("PopReceiptMismatch");

    public static QueueErrorCode QueueAlreadyExists { get; } = new("QueueAlreadyExists");

    public static QueueErrorCode QueueBeingDeleted { get; } = new("QueueBeingDeleted");

    public static QueueErrorCode QueueNotFound { get; } = new("QueueNotFound");

    public static QueueErrorCode RequestBodyTooLarge { get; } = new("RequestBodyTooLarge");

    public static QueueErrorCode ServerBusy { get; } = new("ServerBusy");

    public static implicit operator QueueErrorCode(string value) => new(value);

    public static bool operator ==(QueueErrorCode left, QueueErrorCode right) => left.Equals(right);

    public static bool operator !=(QueueErrorCode left, QueueErrorCode right) => !left.Equals(right);

    public static bool operator ==(QueueErrorCode code, string value) => code.Equals(value);

    public static bool operator !=(QueueErrorCode code, string value) => !code.Equals(value);

    public static bool operator ==(string value, QueueErrorCode code) => code.Equals(value);

    public static bool operator !=(string value, QueueErrorCode code) => !code.Equals(value);

    public bool Equals(QueueErrorCode other) => Equals(other._value);

    public bool Equals(string value) => string.Equals(_value, value, StringComparison.OrdinalIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is QueueErrorCode other && Equals(other);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    public override string ToString() => _value;
}
