namespace KoffiGen;

/// <summary>Owns a pointer that others can hold.</summary>
internal interface IPointerOwner
{
    /// <summary>One that held the pointer does no longer.</summary>
    void ReleasePointer();
}
