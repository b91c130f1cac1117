namespace KoffiGen;

/// <summary>Owns a pointer that asynchronous calls can hold.</summary>
internal interface IPointerOwner
{
    /// <summary>Releases one hold on the pointer.</summary>
    void ReleasePointer();
}
