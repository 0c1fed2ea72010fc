using System.Runtime.CompilerServices;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Events of many leads, in their short form, to be folded lead by lead: what an event touches of its lead is twenty places in memory, and when each event is another lead's, the processor waits for every
/// one of them. One thread adds; once they are grouped, any may read.
/// </summary>
internal sealed class PackedLog
{
    private const int PageBits = 20;
    private const int PageBytes = 1 << PageBits;

    private readonly List<byte[]> _pages = [];
    private readonly List<int> _leads = [];
    private readonly List<int> _places = [];
    private int[] _grouped = [];
    private int[] _starts = [];
    private int _page = -1;
    private int _size;

    /// <summary>Bytes that are in use, about.</summary>
    public long Bytes => (long)(_page + 1) * PageBytes + ((long)_leads.Count * 2 * sizeof(int));

    /// <summary>Adds an event.</summary>
    /// <param name="lead">The number of its lead, from 0 on.</param>
    /// <param name="record">Its short form.</param>
    public void Add(int lead, ReadOnlySpan<byte> record)
    {
        // A page that is larger than others has room behind what a place can name.
        if (_page < 0 || _size >= PageBytes || _size + record.Length > _pages[_page].Length)
            Turn(record.Length);
        record.CopyTo(_pages[_page].AsSpan(_size));
        _leads.Add(lead);
        _places.Add((_page << PageBits) | _size);
        _size += record.Length;
    }

    /// <summary>Puts the events of each lead together, in the order in which they were added. None is added after it until <see cref="Clear"/>.</summary>
    /// <param name="leads">How many leads there are.</param>
    public void Group(int leads)
    {
        _starts = new int[leads + 1];
        foreach (var lead in _leads)
            _starts[lead + 1]++;
        for (var lead = 0; lead < leads; lead++)
            _starts[lead + 1] += _starts[lead];
        _grouped = new int[_places.Count];
        var next = _starts.AsSpan(0, leads).ToArray();
        for (var i = 0; i < _places.Count; i++)
            _grouped[next[_leads[i]]++] = _places[i];
    }

    /// <summary>Where the events of a lead are.</summary>
    public ReadOnlySpan<int> EventsOf(int lead)
    {
        ReadOnlySpan<int> events = _grouped.AsSpan(_starts[lead].._starts[lead + 1]);
        Touch(events);
        return events;
    }

    /// <summary>The short form of an event, and what comes after it.</summary>
    public ReadOnlySpan<byte> this[int place] => _pages[place >> PageBits].AsSpan(place & (PageBytes - 1));

    /// <summary>Forgets all events, and keeps the room for others.</summary>
    public void Clear()
    {
        (_page, _size) = (-1, 0);
        _leads.Clear();
        _places.Clear();
        (_grouped, _starts) = ([], []);
    }

    // Brought into the cache at once, instead of one after the other when they are read: the processor waits for all of them together. Inlined, it might be left out, since nobody wants the sum.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Touch(ReadOnlySpan<int> places)
    {
        var sum = 0;
        foreach (var place in places)
            sum += this[place][0];
        return sum;
    }

    private void Turn(int bytes)
    {
        _page++;
        _size = 0;
        if (_page == _pages.Count)
            _pages.Add(GC.AllocateUninitializedArray<byte>(Math.Max(PageBytes, bytes)));
        else if (_pages[_page].Length < bytes)
            _pages[_page] = GC.AllocateUninitializedArray<byte>(bytes);
    }
}
