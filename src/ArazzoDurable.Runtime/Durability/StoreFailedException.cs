namespace ArazzoDurable.Runtime.Durability;

/// <summary>A store did not do its work, or gave back what nobody put there: it is out of reach, full or damaged. Nothing that a client did.</summary>
/// <param name="message">What gave way.</param>
/// <param name="innerException">What the store said.</param>
public class StoreFailedException(string message, Exception? innerException = null) : IOException(message, innerException)
{
    /// <summary>Whether the same may go well later, because the store was out of reach or full; false when what it holds is damaged.</summary>
    public virtual bool MayPass => true;
}
