package main

import (
	"sort"
	"strings"
	"sync"
)

// Locks serializes the operations of one apply on the same resources.
type Locks struct {
	mutex sync.Mutex
	byID  map[string]*sync.Mutex
}

// Take waits for the locks of all ids, and returns a function that releases them.
func (l *Locks) Take(ids []string) (free func()) {
	names := make([]string, len(ids))
	for index, id := range ids {
		names[index] = strings.ToLower(id)
	}
	sort.Strings(names)
	var taken []*sync.Mutex
	for index, name := range names {
		if index > 0 && names[index-1] == name {
			continue
		}
		one := l.of(name)
		one.Lock()
		taken = append(taken, one)
	}
	return func() {
		for _, one := range taken {
			one.Unlock()
		}
	}
}

func (l *Locks) of(name string) *sync.Mutex {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.byID == nil {
		l.byID = map[string]*sync.Mutex{}
	}
	if l.byID[name] == nil {
		l.byID[name] = &sync.Mutex{}
	}
	return l.byID[name]
}
